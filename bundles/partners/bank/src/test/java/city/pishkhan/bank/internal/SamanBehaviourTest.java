package city.pishkhan.bank.internal;

import city.pishkhan.bank.internal.saman.Saman;
import city.pishkhan.bank.internal.saman.SamanSettings;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartners;
import city.pishkhan.spi.PaymentGateway;
import java.time.Duration;

class SamanBehaviourTest extends GatewayBehaviour {

    @Override
    String bank() {
        return "bank/saman";
    }

    @Override
    String alreadyDoneCode() {
        return "2";
    }

    @Override
    PaymentGateway merchant() {
        return gateway(2015);
    }

    @Override
    PaymentGateway stranger() {
        return gateway(2016);
    }

    private PaymentGateway gateway(long terminal) {
        var rest = new RestPartner.Settings("saman", banks.at("/bank/saman"), "", PATIENCE, PATIENCE, 16 << 10);
        SamanSettings settings =
                new SamanSettings(terminal, rest, banks.at("/bank/saman/OnlinePG/OnlinePG"), Duration.ofMinutes(50));
        return new Saman(settings, RestPartners.withoutBreaker(rest));
    }
}
