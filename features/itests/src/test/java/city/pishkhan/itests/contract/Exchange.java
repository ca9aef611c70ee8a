package city.pishkhan.itests.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * One call and its answer.
 *
 * @param sent body of the request; {@code null} if it can no longer be read
 * @param answered body of the answer; {@code null} if it was not kept
 */
record Exchange(HttpRequest request, byte[] sent, HttpResponse<?> response, byte[] answered) {

    String method() {
        return request.method();
    }

    /**
     * Path of the request. The path of a rule file is encoded as a single parameter, because OpenAPI cannot describe a parameter with
     * slashes.
     */
    String path() {
        String path = request.uri().getRawPath();
        int files = path.startsWith("/rules/") ? path.indexOf("/files/") : -1;
        return files < 0
                ? path
                : path.substring(0, files) + "/files/"
                        + path.substring(files + "/files/".length()).replace("/", "%2F");
    }

    int status() {
        return response.statusCode();
    }

    boolean isSuccessful() {
        return status() < 400;
    }

    String mediaType() {
        return response.headers().firstValue("Content-Type").orElse("").replaceFirst("\\s*;.*", "");
    }

    boolean isJsonRequest() {
        return request.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    }

    /**
     * Returns {@code true} for a form. Forms are validated with a single stand-in field, because the validator library
     * treats values that look numeric as numbers, whatever the contract states.
     */
    boolean isFormRequest() {
        return request.headers().firstValue("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    @Override
    public String toString() {
        return method() + " " + request.uri() + " -> " + status() + " " + mediaType();
    }
}
