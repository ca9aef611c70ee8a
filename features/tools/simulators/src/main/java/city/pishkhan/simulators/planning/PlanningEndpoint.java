package city.pishkhan.simulators.planning;

import city.pishkhan.simulators.planning.contract.PlanOrder;
import city.pishkhan.simulators.planning.contract.PlanOrders;
import city.pishkhan.simulators.planning.contract.PropertyUnknown;
import city.pishkhan.simulators.planning.contract.PropertyUnknownFault;
import city.pishkhan.simulators.site.Login;
import jakarta.annotation.Resource;
import jakarta.jws.WebService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.xml.ws.WebServiceContext;
import jakarta.xml.ws.handler.MessageContext;
import java.util.Map;

/** The planning system's simulated SOAP endpoint. It only answers queries, so its ledger stays empty. */
@WebService(
        serviceName = "PlanOrdersService",
        portName = "PlanOrdersPort",
        targetNamespace = "urn:city:planning:orders:1",
        endpointInterface = "city.pishkhan.simulators.planning.contract.PlanOrders",
        wsdlLocation = "classpath:city/pishkhan/planning/contract/planning.wsdl")
public final class PlanningEndpoint implements PlanOrders {
    private static final String REVISION = "1";

    private final Map<String, Parcel> parcels;
    private final Login login;

    @Resource
    private WebServiceContext context;

    /** @param parcels properties by renovation code */
    PlanningEndpoint(Map<String, Parcel> parcels, Login login) {
        this.parcels = parcels;
        this.login = login;
    }

    @Override
    public PlanOrder getPlanOrder(String renovationCode) throws PropertyUnknownFault {
        login.check((HttpServletRequest) context.getMessageContext().get(MessageContext.SERVLET_REQUEST));
        Parcel parcel = parcels.get(renovationCode);
        if (parcel == null) {
            PropertyUnknown unknown = new PropertyUnknown();
            unknown.setRenovationCode(renovationCode);
            throw new PropertyUnknownFault("no such property", unknown);
        }
        PlanOrder order = new PlanOrder();
        order.setRenovationCode(parcel.code());
        order.setDistrict(parcel.district());
        order.getUse().addAll(parcel.uses());
        order.setFloors(parcel.floors());
        order.setDensity(parcel.density());
        order.setLandArea(parcel.landArea());
        order.setRegionalPrice(parcel.price());
        order.getOwner().addAll(parcel.owners());
        order.setRevision(REVISION);
        return order;
    }
}
