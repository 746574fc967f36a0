package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.store.Change;

/** One simulated controller. Called on the controllers' thread only. */
interface Controller {
  /** Told of every change, in order; asks for reconciliation of what it concerns. */
  void on(Change change);
}
