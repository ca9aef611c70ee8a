package city.pishkhan.simulators.planning;

import city.pishkhan.simulators.site.Login;
import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Site;

/** Simulated existing planning system of the city: SOAP at {@code /planning}, with its WSDL at {@code /planning?wsdl}. */
public final class PlanningPartner implements Partner {

    @Override
    public String name() {
        return "planning";
    }

    @Override
    public void mount(Site site) {
        site.soap("", new PlanningEndpoint(new DemoCity(DemoCity.SEED).parcels(), new Login(site)));
    }
}
