package city.pishkhan.testkit.pictures;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A screenshot of the handbook and of the README, as {@code pictures.json} describes it. The login, the address and the selectors may
 * contain placeholders such as <code>{permit}</code>, which {@link PicturedCases} defines.
 *
 * @param file    file name, {@code *.webp}
 * @param login   demo login, or <code>slip</code> for a citizen who logs in with a slip; {@code null} for a page without a login
 * @param address path, query and fragment of the page; {@code ?lang=en} selects English
 * @param width   width of the page in CSS pixels
 * @param height  height of the picture in CSS pixels
 * @param clicks  CSS selectors of elements that are clicked in this order before the picture is taken
 * @param visible CSS selectors of elements that the page must show
 * @param alt     alternative text in English
 */
public record HandbookPicture(
        String file,
        String login,
        String address,
        int width,
        int height,
        List<String> clicks,
        List<String> visible,
        String alt) {

    /** Login of a citizen by a slip. */
    public static final String SLIP = "slip";

    public HandbookPicture {
        clicks = clicks == null ? List.of() : List.copyOf(clicks);
        visible = List.copyOf(visible);
    }

    /** Reads {@code pictures.json}. */
    public static List<HandbookPicture> read(Path list) {
        try {
            return HubClient.JSON.readValue(list.toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("The list of pictures " + list + " cannot be read", e);
        }
    }

    /** Returns the same picture with values instead of placeholders. */
    public HandbookPicture with(Map<String, String> values) {
        return new HandbookPicture(
                file,
                login == null ? null : filled(login, values),
                filled(address, values),
                width,
                height,
                clicks.stream().map(selector -> filled(selector, values)).toList(),
                visible.stream().map(selector -> filled(selector, values)).toList(),
                alt);
    }

    private static String filled(String text, Map<String, String> values) {
        String result = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            result = result.replace(
                    "{" + value.getKey() + "}", URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8));
        }
        return result;
    }

    /** Returns the form that a browser sends to {@code /auth/v1/session}, as JSON. */
    public String sessionForm(Map<String, String> values) {
        return (login.equals(SLIP)
                        ? HubClient.JSON
                                .createObjectNode()
                                .put("tracking", values.get("slipTracking"))
                                .put("pin", values.get("slipPin"))
                        : HubClient.JSON.createObjectNode().put("user", login).put("password", "demo-" + login))
                .toString();
    }
}
