package ai.kubernaut.we.controller;

import ai.kubernaut.we.executor.job.JobAdapter;
import ai.kubernaut.we.executor.job.LeanJob;
import ai.kubernaut.we.testkit.embedded.faults.Fault;
import ai.kubernaut.we.testkit.embedded.traffic.RequestMatcher;
import ai.kubernaut.we.testkit.engine.ExecutionEngineContract;
import ai.kubernaut.we.testkit.engine.Stage;
import com.google.gson.JsonObject;

/** Jobs keep the contract of engines. */
class JobEngineContractTest extends ExecutionEngineContract {

  @Override
  protected Stage stage() {
    return new Jobs();
  }

  private static final class Jobs extends EmbeddedStage<LeanJob> {

    Jobs() {
      super(new JobAdapter());
    }

    @Override
    JsonObject foreign(String name) {
      return manifest(
          """
          {"metadata":{"name":"NAME"},"spec":{"suspend":true,"template":{"spec":{
           "restartPolicy":"Never","containers":[{"name":"c","image":"a:1"}]}}}}
          """,
          name);
    }

    /** No server is without Jobs: this one says that it is. */
    @Override
    public void uninstall() {
      server()
          .faults()
          .inject(
              Fault.status(404, "NotFound", "the server could not find the requested resource")
                  .on(RequestMatcher.any().resource("jobs")));
    }

    @Override
    public void install() {
      server().faults().clear();
    }
  }
}
