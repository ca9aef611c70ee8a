package city.pishkhan.bank.internal.mellat;

import city.pishkhan.bank.contract.IPaymentGateway;
import city.pishkhan.bank.internal.mellat.MellatCode.Operation;
import city.pishkhan.soap.SoapPartner;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.PaymentGateway;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway of Behpardakht Mellat (به‌پرداخت ملت), according to its merchants' manual. */
@PartnerContract(
        name = "mellat-interfaces",
        edition = "1.0",
        title = "Behpardakht Mellat's payment gateway: its operations",
        file = "city/pishkhan/bank/contract/mellat-interfaces.wsdl")
public final class Mellat implements PaymentGateway {
    private static final Logger LOG = LoggerFactory.getLogger(Mellat.class);
    private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
    private static final Pattern CODE = Pattern.compile("\\d{1,4}");
    private static final Pattern OPENED = Pattern.compile("0,\\s?([A-Za-z0-9]{1,64})");
    private static final int LONGEST_DESCRIPTION = 500;
    private static final Traits TRAITS =
            new Traits(Duration.ofMinutes(20), Duration.ofMinutes(20), Duration.ofHours(3), true, true);

    private final MellatSettings settings;
    private @Nullable Account account;
    private final SoapPartner<IPaymentGateway> bank;
    private final Clock clock;

    /** A call about an existing sale. All these calls have the same parameters. */
    private interface FollowUp {
        String call(
                IPaymentGateway port,
                long terminal,
                String user,
                String password,
                long order,
                long saleOrder,
                long reference);
    }

    public Mellat(MellatSettings settings, SoapPartner<IPaymentGateway> bank, Clock clock) {
        this.settings = settings;
        this.bank = bank;
        this.clock = clock;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String terminal() {
        return Long.toString(settings.terminal());
    }

    @Override
    public synchronized Account account() {
        if (account == null) {
            // created on first use, because computing its digest takes a tenth of a second
            account = settings.account();
        }
        return account;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public Session pay(PayRequest request) {
        ZonedDateTime now = clock.instant().atZone(TEHRAN);
        String answer = call(
                "bpPayRequest",
                port -> port.bpPayRequest(
                        settings.terminal(),
                        settings.user(),
                        settings.password(),
                        request.order(),
                        request.amount(),
                        DATE.format(now),
                        TIME.format(now),
                        additionalData(request),
                        request.callbackUrl().toString(),
                        0));
        Matcher opened = OPENED.matcher(answer);
        if (opened.matches()) {
            String session = opened.group(1);
            return new Session(true, session, settings.page(), Map.of("RefId", session), "0");
        }
        // a reply with code "0" but without a session reference counts as refused too
        int code = code("bpPayRequest", answer);
        LOG.warn("{}: order {} was not opened: {}", settings, request.order(), MellatCode.describe(code));
        return new Session(false, null, null, Map.of(), Integer.toString(code));
    }

    /** Returns the text that the bank's statement shows with the order: bill ID and payment ID, then the description. */
    private static String additionalData(PayRequest request) {
        String ids = request.billId() == null ? "" : request.billId() + "/" + request.paymentId() + " ";
        String words = request.description() == null ? "" : request.description();
        // XML 1.0 cannot represent these characters; the call would fail
        String text = (ids + words).replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", " ");
        return text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION));
    }

    @Override
    public Optional<Callback> callback(Map<String, String> form) {
        return MellatForm.read(form);
    }

    @Override
    public Outcome verify(Sale sale) {
        return followUp("bpVerifyRequest", Operation.VERIFY, sale, IPaymentGateway::bpVerifyRequest);
    }

    @Override
    public Outcome settle(Sale sale) {
        return followUp("bpSettleRequest", Operation.SETTLE, sale, IPaymentGateway::bpSettleRequest);
    }

    @Override
    public Outcome inquire(Sale sale) {
        return followUp("bpInquiryRequest", Operation.INQUIRE, sale, IPaymentGateway::bpInquiryRequest);
    }

    @Override
    public Outcome reverse(Sale sale) {
        return followUp("bpReversalRequest", Operation.REVERSE, sale, IPaymentGateway::bpReversalRequest);
    }

    private Outcome followUp(String name, Operation operation, Sale sale, FollowUp call) {
        // without the payer's return there is no reference, but the protocol requires a number
        long reference = sale.reference() == null ? 0 : Long.parseLong(sale.reference());
        int code = code(
                name,
                call(
                        name,
                        port -> call.call(
                                port,
                                settings.terminal(),
                                settings.user(),
                                settings.password(),
                                sale.order(),
                                sale.saleOrder(),
                                reference)));
        Outcome.Kind kind = MellatCode.meaning(code, operation);
        LOG.debug("{}: {} of order {}: {}, {}", settings, name, sale.saleOrder(), kind, MellatCode.describe(code));
        if (kind == Outcome.Kind.UNKNOWN) {
            LOG.warn(
                    "{}: {} of order {} does not report the sale: {}",
                    settings,
                    name,
                    sale.saleOrder(),
                    MellatCode.describe(code));
        }
        // this protocol does not repeat the amount; every call contains the sale's order, which the bank compares
        return new Outcome(kind, Integer.toString(code), null).withOrder(sale.saleOrder());
    }

    /**
     * @throws city.pishkhan.spi.PartnerUnavailable on any failure, because the bank may have processed a request as soon as its
     *     first byte was sent
     */
    private String call(String name, SoapPartner.Call<IPaymentGateway, String, RuntimeException> call) {
        return bank.call(name + " at the bank", call).strip();
    }

    private int code(String name, String answer) {
        if (!CODE.matcher(answer).matches()) {
            throw bank.invalidReply(name + ": the bank's answer is not a code");
        }
        return Integer.parseInt(answer);
    }
}
