package city.pishkhan.bank.internal;

import city.pishkhan.bank.contract.IPaymentGateway;
import city.pishkhan.bank.internal.mellat.Mellat;
import city.pishkhan.bank.internal.mellat.MellatSettings;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.soap.SoapPartner;
import city.pishkhan.spi.PaymentGateway;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

class MellatBehaviourTest extends GatewayBehaviour {
    private final List<SoapPartner<?>> partners = new ArrayList<>();

    @Override
    String bank() {
        return "bank/mellat";
    }

    @Override
    String alreadyDoneCode() {
        return "43";
    }

    @Override
    PaymentGateway merchant() {
        return gateway("secret");
    }

    @Override
    PaymentGateway stranger() {
        return gateway("guessed");
    }

    private PaymentGateway gateway(String password) {
        MellatSettings settings = new MellatSettings(
                "mellat",
                4711,
                "merchant",
                password,
                new SoapEndpoint(banks.at("/bank/mellat/pgw"), "", "", PATIENCE, PATIENCE, 16 << 10),
                banks.at("/bank/mellat/page"));
        SoapPartner<IPaymentGateway> partner = SoapPartner.of(IPaymentGateway.class, settings.soap());
        partners.add(partner);
        return new Mellat(settings, partner, Clock.systemUTC());
    }

    @AfterAll
    void close() {
        partners.forEach(SoapPartner::close);
    }
}
