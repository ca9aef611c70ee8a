package city.pishkhan.routes.bank.internal;

import city.pishkhan.api.money.Payments;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Starts the route with 8 consumers, because each consumer spends most of its time waiting for a bank. */
@Component(service = RoutesBuilder.class, scope = ServiceScope.PROTOTYPE)
public final class BankRoutesComponent extends BankRoutes {

    @Activate
    public BankRoutesComponent(@Reference Payments payments) {
        super("pishkhan:work?queue=payment&consumers=8", payments);
    }
}
