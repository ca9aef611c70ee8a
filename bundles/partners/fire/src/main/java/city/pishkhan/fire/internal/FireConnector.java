package city.pishkhan.fire.internal;

import city.pishkhan.fire.contract.FaultCode;
import city.pishkhan.fire.contract.FireFaultMessage;
import city.pishkhan.fire.contract.FirePort;
import city.pishkhan.soap.SoapPartner;
import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PartnerWords;
import city.pishkhan.spi.Reply;

/** Sends inquiries to the fire department (سازمان آتش‌نشانی) with its published contract, {@code fire.wsdl}. */
final class FireConnector implements AgencyConnector {

    private final SoapPartner<FirePort> department;

    FireConnector(SoapPartner<FirePort> department) {
        this.department = department;
    }

    @Override
    public Reply ask(Inquiry inquiry) {
        return ReplyReader.of(inquiry, call(port -> port.submitInquiry(InquiryMapper.of(inquiry))));
    }

    @Override
    public void tell(AgencyNotice agencyNotice) {
        String id = agencyNotice.inquiry().toString();
        call(port -> switch (agencyNotice.kind()) {
            case WITHDRAWN -> port.withdrawInquiry(id, agencyNotice.reason());
            case REMINDER -> port.remindOfInquiry(id, agencyNotice.reason());
            case SUPERSEDED ->
                port.reviseInquiry(
                        id,
                        agencyNotice.supersededBy() == null
                                ? null
                                : agencyNotice.supersededBy().toString(),
                        agencyNotice.reason());
        });
    }

    private <T> T call(SoapPartner.Call<FirePort, T, FireFaultMessage> call) {
        try {
            return department.call("Fire department", call);
        } catch (FireFaultMessage e) {
            throw refusal(e);
        }
    }

    private static RuntimeException refusal(FireFaultMessage fault) {
        FaultCode code =
                fault.getFaultInfo() == null ? null : fault.getFaultInfo().getCode();
        if (code == null) {
            return new ContractBroken("Fire department: a fault without a code of the contract", fault);
        }
        String message = "Fire department: " + code + ", "
                + PartnerWords.plain(fault.getFaultInfo().getMessage());
        return code == FaultCode.BUSY
                ? new PartnerUnavailable(message, fault)
                : new PartnerRefused(code.name(), message);
    }
}
