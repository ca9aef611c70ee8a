package city.pishkhan.camel.internal;

import city.pishkhan.messages.NullContract;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Condition;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerText;
import city.pishkhan.spi.Reply;
import city.pishkhan.spi.Verdict;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reply that a route has set in variables. Route files without code use these variables: {@code verdict}
 * ({@code approve}, {@code approve-with-conditions}, {@code reject}, {@code need-more-information}, {@code extend},
 * {@code data}, or {@code accepted} if the answer follows later), {@code reason}, {@code until} (an instant),
 * {@code reference}, {@code conditions} (a list of {@code code} and {@code text}), {@code data} (a map) and {@code digest}, if
 * the partner returns it. Headers are not used, because the HTTP response of a partner overwrites them.
 */
final class WrittenReply {
    /** Exchange property with the inquiry that the route processes. */
    static final String INQUIRY = "pishkhanInquiry";

    private static final String ACCEPTED = "accepted";

    private WrittenReply() {}

    /**
     * Reads the reply.
     *
     * @throws ContractBroken if the variables are not a complete reply, because the route could not interpret the partner's
     *     response
     */
    static Reply read(Exchange exchange) {
        Inquiry inquiry = exchange.getProperty(INQUIRY, Inquiry.class);
        String word = text(exchange, "verdict");
        require(inquiry != null, "the route provides neither a reply nor a verdict");
        require(word != null, "the route provides neither a reply nor a verdict");
        String reference = text(exchange, "reference");
        if (word.equals(ACCEPTED)) {
            return new Reply.Accepted(inquiry.id(), reference);
        }
        Verdict verdict = verdict(word);
        String reason = text(exchange, "reason");
        List<Condition> conditions = verdict == Verdict.APPROVE_WITH_CONDITIONS ? conditions(exchange) : List.of();
        require(verdict != Verdict.APPROVE_WITH_CONDITIONS || !conditions.isEmpty(), "conditions without any");
        require(
                reason != null
                        || !List.of(Verdict.REJECT, Verdict.NEED_MORE_INFORMATION, Verdict.EXTEND)
                                .contains(verdict),
                verdict + " without a reason");
        String digest = text(exchange, "digest");
        return new Answer(
                inquiry.id(),
                digest == null ? inquiry.digest() : digest,
                verdict,
                conditions,
                data(exchange),
                reason,
                verdict == Verdict.EXTEND ? until(text(exchange, "until")) : null,
                reference,
                List.of());
    }

    private static Verdict verdict(String word) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                return verdict;
            }
        }
        throw new ContractBroken("unknown verdict: " + PartnerText.sanitize(word));
    }

    private static List<Condition> conditions(Exchange exchange) {
        List<Condition> conditions = new ArrayList<>();
        if (exchange.getVariable("conditions") instanceof Iterable<?> said) {
            for (Object one : said) {
                Object code = one instanceof Map<?, ?> map ? map.get("code") : null;
                require(code != null, "a condition without a code");
                Object text = ((Map<?, ?>) one).get("text");
                conditions.add(new Condition(code.toString(), text == null ? "" : text.toString()));
            }
        }
        return conditions;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> data(Exchange exchange) {
        return exchange.getVariable("data") instanceof Map<?, ?> data ? (Map<String, Object>) data : Map.of();
    }

    private static Instant until(@Nullable String word) {
        require(word != null, "extend without a date");
        try {
            return Instant.parse(word);
        } catch (DateTimeParseException e) {
            throw new ContractBroken("extend without a date", e);
        }
    }

    private static @Nullable String text(Exchange exchange, String variable) {
        Object value = exchange.getVariable(variable);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    @NullContract("false, _ -> fail")
    private static void require(boolean kept, String broken) {
        if (!kept) {
            throw new ContractBroken(broken);
        }
    }
}
