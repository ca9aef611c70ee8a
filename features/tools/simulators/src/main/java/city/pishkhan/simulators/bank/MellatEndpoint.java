package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.bank.contract.IPaymentGateway;
import jakarta.jws.WebService;
import java.util.function.Supplier;

/** The simulated SOAP port of Mellat's payment gateway. */
@WebService(
        serviceName = "PaymentGatewayImplService",
        portName = "PaymentGatewayImplPort",
        targetNamespace = "http://service.pgw.sw.bps.com/",
        endpointInterface = "city.pishkhan.simulators.bank.contract.IPaymentGateway",
        wsdlLocation = "classpath:city/pishkhan/bank/contract/mellat.wsdl")
public final class MellatEndpoint implements IPaymentGateway {

    private static final int DATE = 8;
    private static final int TIME = 6;

    private final MellatSaleProcessor saleProcessor;
    private final Merchant merchant;
    private final ScriptedDeviations deviations;
    private final PayDecision payer;

    /** @param payer processes an immediate payment if the script sets {@code paidFirst} */
    MellatEndpoint(
            MellatSaleProcessor saleProcessor, Merchant merchant, ScriptedDeviations deviations, PayDecision payer) {
        this.saleProcessor = saleProcessor;
        this.merchant = merchant;
        this.deviations = deviations;
        this.payer = payer;
    }

    @Override
    public String bpPayRequest(
            long terminalId,
            String userName,
            String userPassword,
            long orderId,
            long amount,
            String localDate,
            String localTime,
            String additionalData,
            String callBackUrl,
            long payerId) {
        var refusal = merchant.errorCode(terminalId, userName, userPassword);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!isDigits(localDate, DATE)
                || !isDigits(localTime, TIME)
                || callBackUrl == null
                || !callBackUrl.matches("https?://.+")) {
            return Codes.MERCHANT;
        }
        var line = deviations.useLine("pay", Long.toString(orderId));
        if (line.isPresent() && line.get().has("code")) {
            return line.get().path("code").asText();
        }
        String answer = saleProcessor.open(terminalId, orderId, amount, callBackUrl, additionalData);
        line.filter(deviation -> deviation.path("paidFirst").asBoolean())
                .flatMap(deviation -> saleProcessor.order(orderId))
                .ifPresent(payer::pay);
        line.ifPresent(ScriptedDeviations::pause);
        return answer;
    }

    private static boolean isDigits(String text, int length) {
        return text != null && text.length() == length && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String bpVerifyRequest(
            long terminalId,
            String userName,
            String userPassword,
            long orderId,
            long saleOrderId,
            long saleReferenceId) {
        return checkCredentials(
                terminalId, userName, userPassword, () -> follow("verify", saleOrderId, saleReferenceId));
    }

    @Override
    public String bpSettleRequest(
            long terminalId,
            String userName,
            String userPassword,
            long orderId,
            long saleOrderId,
            long saleReferenceId) {
        return checkCredentials(
                terminalId, userName, userPassword, () -> follow("settle", saleOrderId, saleReferenceId));
    }

    @Override
    public String bpInquiryRequest(
            long terminalId,
            String userName,
            String userPassword,
            long orderId,
            long saleOrderId,
            long saleReferenceId) {
        return checkCredentials(
                terminalId, userName, userPassword, () -> follow("inquiry", saleOrderId, saleReferenceId));
    }

    @Override
    public String bpReversalRequest(
            long terminalId,
            String userName,
            String userPassword,
            long orderId,
            long saleOrderId,
            long saleReferenceId) {
        return checkCredentials(
                terminalId, userName, userPassword, () -> follow("reversal", saleOrderId, saleReferenceId));
    }

    private String checkCredentials(long terminal, String user, String password, Supplier<String> call) {
        return merchant.errorCode(terminal, user, password).orElseGet(call);
    }

    private String follow(String call, long order, long reference) {
        var line = deviations.useLine(call, Long.toString(order));
        String code = saleProcessor.call(
                call, order, reference, line.filter(l -> l.has("code")).map(l -> l.path("code")
                        .asText()));
        line.ifPresent(ScriptedDeviations::pause);
        return code;
    }
}
