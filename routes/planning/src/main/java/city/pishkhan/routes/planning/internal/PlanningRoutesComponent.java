package city.pishkhan.routes.planning.internal;

import city.pishkhan.spi.PlanningSystem;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Publishes the routes while a planning system is active. Without one, inquiries stay in their queue. */
@Component(service = RoutesBuilder.class, scope = ServiceScope.PROTOTYPE)
public final class PlanningRoutesComponent extends PlanningRoutes {

    @Activate
    public PlanningRoutesComponent(@Reference(target = "(active=true)") PlanningSystem planning) {
        super(
                "pishkhan:inquiries?agency=planning",
                "pishkhan:notices?agency=planning&consumers=1",
                new PlanOrderLookup(planning),
                "pishkhan:answers");
    }
}
