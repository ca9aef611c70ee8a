package city.pishkhan.routes.bank.internal;

import city.pishkhan.api.money.Payments;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Starts the route. Each of its consumers waits for a bank most of the time, so there are more of them than elsewhere. */
@Component(service = RoutesBuilder.class)
public final class BankRoutesComponent extends BankRoutes {

    @Activate
    public BankRoutesComponent(@Reference Payments payments) {
        super("pishkhan:work?queue=payment&consumers=8", payments);
    }
}
