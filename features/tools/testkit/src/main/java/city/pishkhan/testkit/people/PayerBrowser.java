package city.pishkhan.testkit.people;

import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A payer's browser at the bank's page: posts the form, presses the button that pays, and follows the bank's redirect. */
public final class PayerBrowser {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_PAGES = 5;
    private static final Pattern FORM = Pattern.compile("(?is)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern FIELD = Pattern.compile("(?is)<(?:input|button)\\b([^>]*)>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?is)([\\w-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+))");
    private static final Pattern CANCEL = Pattern.compile("(?i)cancel|fail|17");

    private final HttpClient http;

    public PayerBrowser(HttpClient http) {
        this.http = http;
    }

    /**
     * Pays an attempt.
     *
     * @param attempt {@code page} and {@code form} as the office door returned them
     * @return final address of the browser
     */
    public URI pay(JsonNode attempt) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        attempt.path("form")
                .properties()
                .forEach(field -> form.put(field.getKey(), field.getValue().asText()));
        URI page = URI.create(attempt.path("page").asText());
        URI bank = page;
        String html = post(page, form);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Matcher found = FORM.matcher(html);
            if (!page.getAuthority().equals(bank.getAuthority())) {
                return page;
            }
            if (!found.find()) {
                throw new CityException("The bank's page " + page + " has no button: " + html);
            }
            page = page.resolve(unescape(attributes(found.group(1)).getOrDefault("action", "")));
            html = post(page, fields(found.group(2)));
        }
        throw new CityException("The bank's pages did not end; the last was " + page);
    }

    /** Returns the hidden fields and the first button that does not cancel. */
    static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean pressed = false;
        Matcher field = FIELD.matcher(form);
        while (field.find()) {
            Map<String, String> attributes = attributes(field.group(1));
            String name = unescape(attributes.get("name"));
            boolean button = field.group().toLowerCase(java.util.Locale.ROOT).startsWith("<button")
                    || "submit".equalsIgnoreCase(attributes.get("type"));
            String value = unescape(attributes.getOrDefault("value", ""));
            if (name == null || button && (pressed || CANCEL.matcher(value).find())) {
                continue;
            }
            pressed |= button;
            fields.put(name, value);
        }
        return fields;
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher one = ATTRIBUTE.matcher(text);
        while (one.find()) {
            String value = one.group(2) != null ? one.group(2) : one.group(3) != null ? one.group(3) : one.group(4);
            attributes.put(one.group(1).toLowerCase(java.util.Locale.ROOT), value);
        }
        return attributes;
    }

    private static String unescape(String text) {
        return text == null
                ? null
                : text.replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&");
    }

    private String post(URI page, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(page)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new CityException("The page " + page + " answers " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
