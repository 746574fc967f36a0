package ai.kubernaut.we.testkit.contract;

/**
 * One unusual request.
 *
 * @param name what is odd about it; unique
 * @param method HTTP method
 * @param path path and query
 * @param type content type of the body; empty for none
 * @param accept what is accepted as an answer; empty leaves it to the server
 * @param body the body; empty for none
 */
record OddRequest(
    String name, String method, String path, String type, String accept, String body) {

  /** Sends the request; placeholders are filled in from earlier answers. */
  Http.Answer send(Http http, String namespace, Identities identities) {
    String where = identities.fill(path).replace("NS", namespace);
    String what = identities.fill(body).replace("NS", namespace);
    String wanted = accept.isEmpty() ? "application/json" : accept;
    Http.Answer answer =
        http.raw(method, where, type, what, "Accept", wanted, "User-Agent", "odd/1");
    identities.learn(answer);
    return answer;
  }
}
