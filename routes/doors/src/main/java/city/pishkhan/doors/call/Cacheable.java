package city.pishkhan.doors.call;

import city.pishkhan.identifiers.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A response with an ETag of its content. A client that already has this content receives 304 without a body. */
public record Cacheable(String mediaType, byte[] content) {
    public static final String HTML = "text/html;charset=UTF-8";

    public static Cacheable of(@Nullable Object body) throws IOException {
        if (body instanceof DoorReply.Page page) {
            return new Cacheable(HTML, page.html().getBytes(StandardCharsets.UTF_8));
        }
        if (body instanceof DoorReply.File file) {
            try (InputStream in = file.content()) {
                return new Cacheable(file.mediaType(), in.readAllBytes());
            }
        }
        return new Cacheable(MediaType.APPLICATION_JSON, DoorJson.write(body).getBytes(StandardCharsets.UTF_8));
    }

    public Response answer(HttpServletRequest request, Response.ResponseBuilder response) {
        String tag = Sha256.hex(content);
        response.tag(new EntityTag(tag));
        String known = request.getHeader("If-None-Match");
        if (known != null && (known.strip().equals("*") || known.contains('"' + tag + '"'))) {
            return response.status(Response.Status.NOT_MODIFIED).build();
        }
        return response.type(mediaType).entity(content).build();
    }
}
