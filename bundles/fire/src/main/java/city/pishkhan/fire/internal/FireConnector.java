package city.pishkhan.fire.internal;

import city.pishkhan.fire.contract.FaultCode;
import city.pishkhan.fire.contract.FireFaultMessage;
import city.pishkhan.fire.contract.FirePort;
import city.pishkhan.fire.contract.Result;
import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Notice;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Reply;

/** Asks the fire department (سازمان آتش‌نشانی) over its published contract, {@code fire.wsdl}. */
final class FireConnector implements AgencyConnector {

    private static final int LONGEST_MESSAGE = 300;

    private final FirePort port;

    /** @param port used by many threads at once */
    FireConnector(FirePort port) {
        this.port = port;
    }

    private interface Call<T> {
        T run() throws FireFaultMessage;
    }

    @Override
    public Reply ask(Inquiry inquiry) {
        Result result = call(() -> port.submitInquiry(Questions.of(inquiry)));
        return Answers.of(inquiry, result);
    }

    @Override
    public void tell(Notice notice) {
        String id = notice.inquiry().toString();
        call(() -> switch (notice.kind()) {
            case WITHDRAWN -> port.withdrawInquiry(id, notice.reason());
            case SUPERSEDED ->
                port.reviseInquiry(
                        id,
                        notice.supersededBy() == null
                                ? null
                                : notice.supersededBy().toString(),
                        notice.reason());
        });
    }

    private static <T> T call(Call<T> call) {
        try {
            T result = call.run();
            if (result == null) {
                throw new PartnerUnavailable("Fire department: the reply is empty");
            }
            return result;
        } catch (FireFaultMessage e) {
            throw refusal(e);
        } catch (PartnerUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // no connection, no HTTP 200, no SOAP, a fault that the contract does not know: the next try may fare
            // better
            throw new PartnerUnavailable("Fire department: " + plain(rootMessage(e)), e);
        }
    }

    private static RuntimeException refusal(FireFaultMessage fault) {
        FaultCode code =
                fault.getFaultInfo() == null ? null : fault.getFaultInfo().getCode();
        if (code == null) {
            return new PartnerUnavailable("Fire department: a fault without a code of the contract", fault);
        }
        String message =
                "Fire department: " + code + ", " + plain(fault.getFaultInfo().getMessage());
        return code == FaultCode.BUSY
                ? new PartnerUnavailable(message, fault)
                : new PartnerRefused(code.name(), message);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + " " + root.getMessage();
    }

    /** A partner's words, fit for a log: one line, not endless, no national ID or card number in it. */
    static String plain(String words) {
        if (words == null) {
            return "";
        }
        String line = words.replaceAll("\\p{Cntrl}+", " ").replaceAll("\\d{8,}", "…");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
