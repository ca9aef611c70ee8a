package city.pishkhan.testkit.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Builder of a {@code multipart/form-data} body (RFC 7578). */
public final class FormData {
    private final String boundary = "form-" + UUID.randomUUID();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** @return this builder */
    public FormData text(String name, String value) {
        return part("form-data; name=\"" + name + "\"", "text/plain", value.getBytes(StandardCharsets.UTF_8));
    }

    /** @return this builder */
    public FormData file(String name, String fileName, String mediaType, byte[] content) {
        return part("form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"", mediaType, content);
    }

    private FormData part(String disposition, String mediaType, byte[] content) {
        write("--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\nContent-Type: " + mediaType
                + "\r\n\r\n");
        bytes.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Returns the parts with the closing boundary. */
    public byte[] body() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes.toByteArray());
        whole.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }
}
