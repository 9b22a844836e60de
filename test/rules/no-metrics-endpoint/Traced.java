package maps;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.net.InetSocketAddress;

public class Traced {
  public static void main(String[] args) throws Exception {
    OpenTelemetry telemetry = OpenTelemetrySdk.builder().setTracerProvider(SdkTracerProvider.builder().build()).build();
    HttpServer server = HttpServer.create(new InetSocketAddress(4800), 0);
    server.start();
    //     ^^^^^ violated
  }
}
