package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.bundle.Bundle;
import ai.kubernaut.we.bundle.Credentials;
import ai.kubernaut.we.bundle.ImageName;
import ai.kubernaut.we.bundle.InvalidBundle;
import ai.kubernaut.we.bundle.Publication;
import ai.kubernaut.we.bundle.Published;
import ai.kubernaut.we.bundle.RegistryAccess;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings Tekton bundles into registries. */
@Command(name = "bundle", description = "Build Tekton bundles and push them to OCI registries.")
final class BundleCommand implements Runnable {

  /** The Pipeline that the Tekton engine looks for in a bundle. */
  private static final String PIPELINE = "workflow";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name a command: bundle push or bundle ensure");
  }

  @Command(
      name = "push",
      description = {
        "Build a bundle and push it; what the registry has already is not sent again.",
        "Prints registry/repository@sha256:..., which can only mean this bundle."
      })
  int push(@Mixin Target target) throws IOException {
    Bundle bundle = target.bundle(spec);
    return report(target, target.publication().push(bundle, target.name()));
  }

  @Command(
      name = "ensure",
      description = {
        "Push a bundle unless the registry has one of the same objects under that name.",
        "Prints registry/repository@sha256:... of what is there then."
      })
  int ensure(@Mixin Target target) throws IOException {
    Bundle bundle = target.bundle(spec);
    return report(target, target.publication().ensure(bundle, target.name()));
  }

  private int report(Target target, Published published) {
    CommandLine commandLine = spec.commandLine();
    commandLine.getOut().println(target.name().pinnedTo(published.digest()));
    commandLine.getOut().flush();
    commandLine
        .getErr()
        .println(
            published.written()
                ? "%s: written; %d blobs uploaded".formatted(target.name(), published.uploaded())
                : target.name() + ": there already");
    return 0;
  }

  /** What to push, where to, and how to get in. */
  static final class Target {

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        required = true,
        description = "Pipelines and Tasks in YAML or JSON. May be repeated.")
    private List<Path> files = List.of();

    @Parameters(paramLabel = "NAME", description = "oci://registry/repository:tag")
    private String name = "";

    @ArgGroup(exclusive = false)
    private @Nullable Login login;

    @Option(
        names = "--docker-config",
        paramLabel = "FILE",
        description = "What docker login wrote (default: ~/.docker/config.json).")
    private Optional<Path> dockerConfig = Optional.empty();

    @Option(
        names = "--ca-file",
        paramLabel = "FILE",
        description = "Certificates to trust besides the system's, PEM.")
    private Optional<Path> caFile = Optional.empty();

    @Option(names = "--plain-http", description = "The registry has no TLS.")
    private boolean plainHttp;

    ImageName name() {
      return ImageName.parse(name);
    }

    /** The bundle of the files. One that our own engine could not run gets a warning. */
    Bundle bundle(CommandSpec spec) throws IOException {
      name();
      List<JsonObject> manifests = new ArrayList<>();
      for (Path file : files) {
        manifests.addAll(manifests(file));
      }
      Bundle bundle = Bundle.of(manifests);
      if (!bundle.hasPipeline(PIPELINE)) {
        spec.commandLine()
            .getErr()
            .println(
                "warning: no Pipeline is named \"%s\"; a WorkflowExecution runs only that one"
                    .formatted(PIPELINE));
      }
      return bundle;
    }

    private static List<JsonObject> manifests(Path file) throws IOException {
      List<JsonObject> manifests = ManifestFile.read(file, "Pipeline or Task");
      try {
        Bundle unused = Bundle.of(manifests);
      } catch (InvalidBundle invalid) {
        throw invalid.in(file.toString());
      }
      return manifests;
    }

    Publication publication() throws IOException {
      Optional<Path> logins = Optional.of(dockerConfig());
      return new Publication(new RegistryAccess(credentials(), logins, caFile, plainHttp));
    }

    /** One that was named has to be there; without any nobody may have logged in. */
    private Path dockerConfig() throws IOException {
      if (dockerConfig.isPresent()) {
        String unused = Inputs.text(dockerConfig.get());
        return dockerConfig.get();
      }
      String home = System.getProperty("user.home") + "/.docker";
      return Path.of(System.getenv().getOrDefault("DOCKER_CONFIG", home), "config.json");
    }

    private Optional<Credentials> credentials() throws IOException {
      return login == null ? Optional.empty() : Optional.of(login.credentials());
    }
  }

  /** Who pushes: both or neither. */
  static final class Login {

    @Option(names = "--username", paramLabel = "NAME", required = true, description = "Who pushes.")
    private String username = "";

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        required = true,
        description = "Its first line is the password.")
    private Path passwordFile = Path.of("");

    private Credentials credentials() throws IOException {
      return new Credentials(username, Inputs.text(passwordFile).lines().findFirst().orElse(""));
    }
  }
}
