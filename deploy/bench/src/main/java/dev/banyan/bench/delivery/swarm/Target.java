package dev.banyan.bench.delivery.swarm;

import dev.banyan.bench.delivery.http.ResponseHead;
import java.time.Instant;

/** The replica that a client talks to, and the words in which it does. */
record Target(int port, String sdkKey) {
    private static final String STARTED = Instant.now().toString();

    byte[] stream(String instance, long revision, String epoch) {
        String position = epoch == null ? "" : "Last-Event-ID: " + revision + "\r\nBanyan-Epoch: " + epoch + "\r\n";
        return ResponseHead.request("GET /sdk/v1/stream HTTP/1.1\r\n" + common(instance)
                + "Accept: text/event-stream\r\nAccept-Encoding: identity\r\nBanyan-Accept: delta\r\n" + position
                + "\r\n");
    }

    byte[] applied(String instance, long revision, String epoch, String refusal) {
        String outcome = refusal == null ? "\"applied\"" : "\"refused\",\"reason\":\"" + refusal + "\"";
        String body = "{\"instance\":\"" + instance + "\",\"epoch\":\"" + epoch + "\",\"revision\":" + revision
                + ",\"outcome\":" + outcome + "}";
        return ResponseHead.request("POST /sdk/v1/applied HTTP/1.1\r\n" + common(instance)
                + "Content-Type: application/json\r\n" + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    byte[] poll(String instance, long revision, String epoch) {
        return ResponseHead.request("GET /sdk/v1/snapshot HTTP/1.1\r\n" + common(instance)
                + "Accept: application/json\r\nAccept-Encoding: gzip\r\nIf-None-Match: \"" + epoch + "-" + revision
                + "\"\r\n\r\n");
    }

    private String common(String instance) {
        return "Host: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + sdkKey + "\r\nBanyan-Instance: " + instance
                + "\r\nBanyan-Application: swarm\r\nBanyan-Application-Version: 1\r\nBanyan-Host: loopback\r\n"
                + "Banyan-Sdk: java/0.1.0\r\nBanyan-Started: " + STARTED + "\r\n";
    }
}
