package ai.kubernaut.we.controller.metrics;

import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.util.function.DoubleSupplier;

/** Values that are read when somebody asks for them. */
final class Read {

  private Read() {}

  static Gauge.Child gauge(DoubleSupplier value) {
    return new Gauge.Child() {
      @Override
      public double get() {
        return value.getAsDouble();
      }
    };
  }

  static Counter.Child counter(DoubleSupplier value) {
    return new Counter.Child() {
      @Override
      public double get() {
        return value.getAsDouble();
      }
    };
  }
}
