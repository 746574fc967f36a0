package ai.kubernaut.we.testkit.embedded.managed;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * A set of field paths as a tree. Steps are written as in {@code fieldsV1}: {@code f:name} for a
 * member, {@code k:{"name":"x"}} for a list item by its keys, {@code v:"x"} for a list item by its
 * value.
 */
final class FieldSet {
  private static final String SELF = ".";
  private static final FieldSet NOTHING = new FieldSet();

  private final Map<String, FieldSet> children = new TreeMap<>();
  private boolean member;

  static FieldSet parse(JsonObject json) {
    FieldSet set = new FieldSet();
    json.entrySet()
        .forEach(
            entry -> {
              if (entry.getKey().equals(SELF)) {
                set.member = true;
              } else {
                FieldSet child = parse(entry.getValue().getAsJsonObject());
                child.member |= child.children.isEmpty();
                set.children.put(entry.getKey(), child);
              }
            });
    return set;
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    if (member && !children.isEmpty()) {
      json.add(SELF, new JsonObject());
    }
    children.forEach((step, child) -> json.add(step, child.toJson()));
    return json;
  }

  /** The set below a step; created when it is not there. */
  FieldSet child(String step) {
    return children.computeIfAbsent(step, s -> new FieldSet());
  }

  void add() {
    member = true;
  }

  /** Keeps only what is below. */
  void withdraw() {
    member = false;
  }

  void remove(String step) {
    children.remove(step);
  }

  Map<String, FieldSet> children() {
    return children;
  }

  boolean isMember() {
    return member;
  }

  boolean isEmpty() {
    if (member) {
      return false;
    }
    for (FieldSet child : children.values()) {
      if (!child.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  FieldSet union(FieldSet other) {
    return combine(other, (mine, theirs) -> mine || theirs);
  }

  FieldSet minus(FieldSet other) {
    return combine(other, (mine, theirs) -> mine && !theirs);
  }

  FieldSet intersect(FieldSet other) {
    return combine(other, (mine, theirs) -> mine && theirs);
  }

  /** Without anything at or below the members of the other set. */
  FieldSet minusBelow(FieldSet other) {
    FieldSet rest = new FieldSet();
    if (other.member) {
      return rest;
    }
    rest.member = member;
    children.forEach(
        (step, child) -> {
          FieldSet kept = child.minusBelow(other.children.getOrDefault(step, NOTHING));
          if (!kept.isEmpty()) {
            rest.children.put(step, kept);
          }
        });
    return rest;
  }

  /** Drops what leads to no member. */
  FieldSet prune() {
    children.values().removeIf(child -> child.prune().isEmpty());
    return this;
  }

  private FieldSet combine(FieldSet other, BiPredicate<Boolean, Boolean> keep) {
    FieldSet result = new FieldSet();
    result.member = keep.test(member, other.member);
    Set<String> steps = new TreeSet<>(children.keySet());
    steps.addAll(other.children.keySet());
    for (String step : steps) {
      FieldSet mine = children.getOrDefault(step, NOTHING);
      FieldSet theirs = other.children.getOrDefault(step, NOTHING);
      FieldSet combined = mine.combine(theirs, keep);
      if (!combined.isEmpty()) {
        result.children.put(step, combined);
      }
    }
    return result;
  }

  /**
   * The paths of all members as messages write them, for example {@code
   * .spec.tasks[name="k"].image}.
   */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", paths);
    return paths;
  }

  private void collect(String path, List<String> paths) {
    if (member) {
      paths.add(path);
    }
    children.forEach((step, child) -> child.collect(path + shown(step), paths));
  }

  static String shown(String step) {
    String rest = step.substring(2);
    return switch (step.charAt(0)) {
      case 'k' -> keys(Json.parse(rest).getAsJsonObject());
      case 'v' -> "[=" + rest + "]";
      case 'i' -> "[" + rest + "]";
      default -> "." + rest;
    };
  }

  private static String keys(JsonObject keys) {
    List<String> pairs = new ArrayList<>();
    keys.entrySet().forEach(key -> pairs.add(key.getKey() + "=" + Json.write(key.getValue())));
    return "[" + String.join(",", pairs) + "]";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldSet set && member == set.member && children.equals(set.children);
  }

  @Override
  public int hashCode() {
    return children.hashCode() * 2 + (member ? 1 : 0);
  }
}
