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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Behpardakht Mellat's gateway (به‌پرداخت ملت), as its merchants' manual describes it. */
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
    private Account account;
    private final SoapPartner<IPaymentGateway> bank;
    private final Clock clock;

    /** What all calls after the sale are asked with. */
    private interface FollowUp {
        String on(
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
            // when it is first asked for, because its digest takes a tenth of a second of a start
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
        // "0" without a session is no session either
        int code = code("bpPayRequest", answer);
        LOG.warn("{}: order {} was not opened: {}", settings, request.order(), MellatCode.describe(code));
        return new Session(false, null, null, Map.of(), Integer.toString(code));
    }

    /** What the bank's statement will show beside the order: the two IDs of the bill, then words. */
    private static String additionalData(PayRequest request) {
        String ids = request.billId() == null ? "" : request.billId() + "/" + request.paymentId() + " ";
        String words = request.description() == null ? "" : request.description();
        // what XML 1.0 cannot say would break the call
        String text = (ids + words).replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", " ");
        return text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION));
    }

    @Override
    public Optional<Callback> callback(Map<String, String> form) {
        return MellatForm.read(form);
    }

    @Override
    public Outcome verify(Sale sale) {
        return follow("bpVerifyRequest", Operation.VERIFY, sale, IPaymentGateway::bpVerifyRequest);
    }

    @Override
    public Outcome settle(Sale sale) {
        return follow("bpSettleRequest", Operation.SETTLE, sale, IPaymentGateway::bpSettleRequest);
    }

    @Override
    public Outcome inquire(Sale sale) {
        return follow("bpInquiryRequest", Operation.INQUIRE, sale, IPaymentGateway::bpInquiryRequest);
    }

    @Override
    public Outcome reverse(Sale sale) {
        return follow("bpReversalRequest", Operation.REVERSE, sale, IPaymentGateway::bpReversalRequest);
    }

    private Outcome follow(String name, Operation operation, Sale sale, FollowUp call) {
        // a payer who never came back left no reference; the protocol's field is a number all the same
        long reference = sale.reference() == null ? 0 : Long.parseLong(sale.reference());
        int code = code(
                name,
                call(
                        name,
                        port -> call.on(
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
                    "{}: {} of order {} says nothing of the sale: {}",
                    settings,
                    name,
                    sale.saleOrder(),
                    MellatCode.describe(code));
        }
        // this protocol never repeats the amount; every call names the sale's order, which the bank compares
        return new Outcome(kind, Integer.toString(code), null).of(sale.saleOrder());
    }

    /** @throws city.pishkhan.spi.PartnerUnavailable whatever went wrong: after the first byte left, nobody here knows what the bank did */
    private String call(String name, SoapPartner.Call<IPaymentGateway, String, RuntimeException> call) {
        return bank.call(name + " at the bank", call).strip();
    }

    private int code(String name, String answer) {
        if (!CODE.matcher(answer).matches()) {
            throw bank.rubbish(name + ": the bank answered what is no code");
        }
        return Integer.parseInt(answer);
    }
}
