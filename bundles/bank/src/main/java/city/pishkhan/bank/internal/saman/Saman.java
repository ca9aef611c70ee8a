package city.pishkhan.bank.internal.saman;

import city.pishkhan.bank.internal.saman.SamanCode.Operation;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestReply;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PartnerWords;
import city.pishkhan.spi.PaymentGateway;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saman's electronic payment gateway SEP (پرداخت الکترونیک سامان). */
public final class Saman implements PaymentGateway {
    private static final Logger LOG = LoggerFactory.getLogger(Saman.class);
    private static final String TOKEN_PATH = "/onlinepg/onlinepg";
    private static final String VERIFY_PATH = "/verifyTxnRandomSessionkey/ipg/VerifyTransaction";
    private static final String RECEIPT_PATH = "/verifyTxnRandomSessionkey/api/v2/ipg/payment/receipt";
    private static final String REVERSE_PATH = "/verifyTxnRandomSessionkey/ipg/ReverseTransaction";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/=_.-]{1,200}");
    private static final Pattern ID = Pattern.compile("\\d{6,13}");
    private static final Pattern ERROR = Pattern.compile("-?\\d{1,6}");
    private static final int NONCE_BYTES = 10;
    private static final int OPENED = 1;
    private static final int DONE = 0;
    private static final int PAID = 2;
    private static final String TOKEN_FIELD = "Token";
    /** of what another payer's session ended in: for ours the bank knows no such sale */
    private static final Outcome OTHERS = new Outcome(Outcome.Kind.NOT_FOUND, "other-session", null);

    private final SamanSettings settings;
    private Account account;
    private final RestPartner bank;
    private final SecureRandom random = new SecureRandom();

    public Saman(SamanSettings settings, RestPartner bank) {
        this.settings = settings;
        this.bank = bank;
    }

    @Override
    public String name() {
        return settings.rest().name();
    }

    @Override
    public String terminal() {
        return Long.toString(settings.terminal());
    }

    @Override
    public synchronized Account account() {
        if (account == null) {
            // when it is first asked for, because its digest takes a tenth of a second of a start
            account = settings.account();
        }
        return account;
    }

    @Override
    public Traits traits() {
        return settings.traits();
    }

    @Override
    public Optional<String> office() {
        return settings.office();
    }

    /** The session's reference is our ResNum, for the page brings back no token for sure. */
    @Override
    public Session pay(PayRequest request) {
        if (settings.counter()) {
            throw new UnsupportedOperationException(name() + " is a counter: it opens no sessions");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String purchase = request.order() + "-" + HexFormat.of().formatHex(nonce);
        JsonNode said = call(
                TOKEN_PATH,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("action", "token")
                        .put("TerminalId", terminal())
                        .put("Amount", request.amount())
                        .put("ResNum", purchase)
                        .put("RedirectUrl", request.callbackUrl().toString()));
        int status = number(said, "status");
        if (status == OPENED) {
            String token = said.path("token").asText("");
            if (!TOKEN.matcher(token).matches()) {
                throw bank.rubbish("it opened a session without a token");
            }
            return new Session(true, purchase, settings.page(), Map.of(TOKEN_FIELD, token), Integer.toString(status));
        }
        String error = said.path("errorCode").asText("");
        String code = ERROR.matcher(error).matches() ? error : Integer.toString(status);
        String why = PartnerWords.plain(said.path("errorDesc").asText(""));
        LOG.warn("{}: order {} was not opened: {} {}", settings, request.order(), code, why);
        return new Session(false, null, null, Map.of(), code);
    }

    @Override
    public Optional<Callback> callback(Map<String, String> form) {
        return SamanForm.read(form, settings.terminal());
    }

    /**
     * A verification goes by RefNum and says nothing of the order, so whoever knows another payer's RefNum could bring it as their own.
     * Therefore the bank says before in which sale our session ended.
     */
    @Override
    public Outcome verify(Sale sale) {
        String token = sale.form().get(TOKEN_FIELD);
        if (!settings.receipts() || token == null) {
            return follow(VERIFY_PATH, Operation.VERIFY, sale);
        }
        if (!endedIn(token, sale)) {
            LOG.warn("{}: what was brought for order {} is no sale of its session", settings, sale.saleOrder());
            return OTHERS;
        }
        return follow(VERIFY_PATH, Operation.VERIFY, sale).of(sale.saleOrder());
    }

    /** The receipt of our session, which the page would have sent by the payer's browser. */
    @Override
    public Optional<Callback> returned(Sale sale) {
        String token = sale.form().get(TOKEN_FIELD);
        if (!settings.receipts() || token == null) {
            return Optional.empty();
        }
        JsonNode receipt = receipt(token);
        String reference = receipt.path("RefNum").asText("");
        boolean paid = number(receipt, "Status") == PAID
                && !reference.isEmpty()
                && receipt.path("ResNum").asText("").equals(sale.session());
        return paid
                ? Optional.of(new Callback(
                        sale.session(), sale.saleOrder(), reference, Integer.toString(PAID), true, null, null))
                : Optional.empty();
    }

    private JsonNode receipt(String token) {
        ObjectNode question = JsonNodeFactory.instance
                .objectNode()
                .put(TOKEN_FIELD, token)
                .put("TerminalNumber", settings.terminal());
        JsonNode said = call(RECEIPT_PATH, question);
        JsonNode receipt = said.path("Data");
        if (said.path("HasError").asBoolean(false) || !receipt.isObject()) {
            throw bank.rubbish("it gives no receipt of a session");
        }
        return receipt;
    }

    private boolean endedIn(String token, Sale sale) {
        JsonNode receipt = receipt(token);
        return number(receipt, "Status") == PAID
                && receipt.path("RefNum").asText("").equals(sale.reference())
                && receipt.path("ResNum").asText("").equals(sale.session());
    }

    @Override
    public Outcome reverse(Sale sale) {
        return follow(REVERSE_PATH, Operation.REVERSE, sale);
    }

    private Outcome follow(String path, Operation operation, Sale sale) {
        ObjectNode question = JsonNodeFactory.instance
                .objectNode()
                .put("RefNum", sale.reference())
                .put("TerminalNumber", settings.terminal());
        JsonNode said = call(path, question);
        int code = number(said, "ResultCode");
        if (code == DONE && !said.path("Success").asBoolean(false)) {
            throw bank.rubbish("it says done and not done");
        }
        Outcome.Kind kind = meaning(code, operation);
        LOG.debug("{}: {} of order {}: {}", settings, operation, sale.saleOrder(), SamanCode.describe(code));
        if (kind == Outcome.Kind.UNKNOWN) {
            LOG.warn(
                    "{}: {} of order {} says nothing of the sale: {}",
                    settings,
                    operation,
                    sale.saleOrder(),
                    SamanCode.describe(code));
        }
        boolean taken = operation == Operation.VERIFY && (kind == Outcome.Kind.OK || kind == Outcome.Kind.ALREADY);
        JsonNode detail = said.path("TransactionDetail");
        return taken
                ? new Outcome(kind, Integer.toString(code), amount(detail, sale), paid(detail), null, when(detail))
                : new Outcome(kind, Integer.toString(code), null);
    }

    /** At a counter nothing lapses: that the bank verifies it no longer does not say that the money went back. */
    private Outcome.Kind meaning(int code, Operation operation) {
        Outcome.Kind kind = SamanCode.meaning(code, operation);
        return settings.counter() && operation == Operation.VERIFY && kind == Outcome.Kind.LATE
                ? Outcome.Kind.UNKNOWN
                : kind;
    }

    /** For which bill a card reader took it, where the bank says so. */
    private static String paid(JsonNode detail) {
        String bill = unpadded(detail.path("BillId"));
        String payment = unpadded(detail.path("PaymentId"));
        return bill.isEmpty() || payment.isEmpty() ? null : bill + "/" + payment;
    }

    private static String unpadded(JsonNode digits) {
        String text = digits.asText("");
        return ID.matcher(text).matches() ? text.replaceFirst("^0+", "") : "";
    }

    /** {@code null} where it is not said as a bank's local time, or an instant. */
    private static Instant when(JsonNode detail) {
        String said = detail.path("StraceDate").asText("").strip().replace(' ', 'T');
        try {
            return said.endsWith("Z")
                    ? Instant.parse(said)
                    : LocalDateTime.parse(said).atZone(PersianDate.TEHRAN).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What was taken, if the bank speaks of this sale at all: one of its two amounts that is not ours, or ours. */
    private long amount(JsonNode detail, Sale sale) {
        JsonNode original = detail.path("OrginalAmount");
        JsonNode affective = detail.path("AffectiveAmount");
        boolean meant = detail.path("RefNum").asText("").equals(sale.reference())
                && detail.path("TerminalNumber").asText("").equals(terminal())
                && original.isIntegralNumber()
                && original.canConvertToLong()
                && affective.isIntegralNumber()
                && affective.canConvertToLong();
        if (!meant) {
            throw bank.rubbish("it verified what was not asked");
        }
        return affective.asLong() == sale.amount() ? original.asLong() : affective.asLong();
    }

    /** @throws PartnerUnavailable whatever went wrong: after the first byte left, nobody here knows what the bank did */
    private JsonNode call(String path, ObjectNode question) {
        RestReply reply = bank.call("POST", path, null, question);
        if (reply.status() != 200) {
            throw bank.rubbish("HTTP " + reply.status());
        }
        return reply.body();
    }

    private int number(JsonNode said, String field) {
        JsonNode value = said.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw bank.rubbish("its answer has no " + field);
        }
        return value.asInt();
    }
}
