package ai.kubernaut.we.audit.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kubernaut.we.audit.AuditMetrics;
import ai.kubernaut.we.audit.Events;
import ai.kubernaut.we.audit.Receipt;
import ai.kubernaut.we.datastorage.Attempts;
import ai.kubernaut.we.datastorage.DataStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataStorageTlsTest {

  private static final List<String> BATCH = Events.texts("a");

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  private final HeldCertificate stranger =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  @TempDir private Path directory;
  private DataStorageStandIn service;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    HeldCertificate certificate =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .signedBy(authority)
            .build();
    service =
        DataStorageStandIn.start(
            new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext());
    file = directory.resolve("ca.pem");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void trustsTheAuthoritiesInTheFile() throws IOException {
    Files.writeString(file, stranger.certificatePem() + authority.certificatePem());

    assertThat(sink(3).deliver(BATCH)).isEqualTo(Receipt.confirmed());
  }

  @Test
  void trustsNobodyElse() throws IOException {
    Files.writeString(file, stranger.certificatePem());

    assertThat(sink(3).deliver(BATCH)).isInstanceOf(Receipt.Later.class);
    assertThat(service.stored()).isEmpty();
  }

  @Test
  void trustsWhomAReplacedFileNames() throws IOException {
    Files.writeString(file, stranger.certificatePem());
    DataStorageSink sink = sink(2);
    Files.writeString(file, authority.certificatePem());

    assertThat(sink.deliver(BATCH)).isEqualTo(Receipt.confirmed());
  }

  @Test
  void wantsCertificatesInTheFile() throws IOException {
    assertThatThrownBy(() -> sink(1)).isInstanceOf(IOException.class);
    Files.writeString(file, "none here");
    assertThatThrownBy(() -> sink(1)).isInstanceOf(IOException.class);
    Files.writeString(file, "");
    assertThatThrownBy(() -> sink(1)).isInstanceOf(IOException.class);
  }

  private DataStorageSink sink(int tries) throws IOException {
    return new DataStorageSink(
        DataStorage.at(service.url()).caFile(Optional.of(file)).build(),
        new Attempts(tries, Duration.ofMillis(1)),
        AuditMetrics.NONE);
  }
}
