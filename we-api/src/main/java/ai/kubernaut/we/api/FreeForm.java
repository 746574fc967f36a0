package ai.kubernaut.we.api;

/**
 * A value without a schema, as JSON text, so that numbers keep the form in which they were written.
 *
 * @param json one JSON value
 */
public record FreeForm(String json) {}
