package ai.kubernaut.we.testkit.envtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Needs the binaries that {@code KUBEBUILDER_ASSETS} names. */
class RealApiServerIT {
  private static final int PORTS_OF_A_SERVER = 3;

  @ParameterizedTest(name = "the port of {1}")
  @CsvSource({"0, kube-apiserver", "1, etcd", "2, etcd for its peers"})
  void whenSomethingTakesItsPortItStartsOnOthers(int taken, String whose) throws IOException {
    Optional<Path> assets = RealApiServer.assetsFromEnvironment();
    assumeTrue(assets.isPresent(), RealApiServer.ASSETS + " is not set");
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AtomicInteger asked = new AtomicInteger();
      IntSupplier ports =
          () -> asked.getAndIncrement() == taken ? other.getLocalPort() : Ports.free();

      try (RealApiServer server = RealApiServer.start(assets.get(), ports)) {
        assertThat(server.url()).doesNotEndWith(":" + other.getLocalPort());
        assertThat(asked).as("ports chosen").hasValue(2 * PORTS_OF_A_SERVER);
      }
    }
  }
}
