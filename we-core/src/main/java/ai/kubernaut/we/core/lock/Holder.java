package ai.kubernaut.we.core.lock;

/** The execution that holds a lock; its uid decides, its name is for people. */
public record Holder(String uid, String namespace, String name) {

  public String qualifiedName() {
    return namespace + "/" + name;
  }
}
