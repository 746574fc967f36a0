package ai.kubernaut.we.testkit.engine;

import ai.kubernaut.we.core.engine.ExecutionEngine;
import java.util.function.BooleanSupplier;

/**
 * The world around an engine, and the hand that moves it. A name is that of a child in the
 * namespace of the executions.
 */
public interface Stage extends AutoCloseable {

  /** A fresh engine over this world, as a process that has just started has one. */
  ExecutionEngine open();

  /** Lets the world go on until this holds; fails if it never does. */
  void await(BooleanSupplier holds);

  /** Lets the workflow of a started child begin, and returns when it runs. */
  void run(String name);

  /** Lets the workflow of a running child exit. */
  void exit(String name, int code);

  /** Whether anything of a child runs. */
  boolean isRunning(String name);

  /** Somebody deletes a child, in the way that does not wait for its pods. */
  void deleteByHand(String name);

  /** Somebody removes a child with everything that keeps it. */
  void removeByHand(String name);

  /** Somebody creates an object of the engine's type that is not ours. */
  void createForeign(String name);

  /**
   * What the object of this name says, but for its version and its status; empty if there is none.
   */
  String contents(String name);

  /** Takes the engine's API away, with every object of it. */
  void uninstall();

  /** Brings the engine's API back. */
  void install();

  /**
   * Lets the next change be refused for good.
   *
   * @return false where this world cannot
   */
  default boolean refuseNext() {
    return false;
  }

  /**
   * Lets the next change stay without an answer.
   *
   * @param landed whether it happens all the same
   * @return false where this world cannot
   */
  default boolean loseNext(boolean landed) {
    return false;
  }

  @Override
  void close();
}
