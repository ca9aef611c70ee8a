package city.pishkhan.soap;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.xml.ws.WebFault;

/** A minimal contract with a request, a response and its own fault. */
@WebService(name = "Desk", targetNamespace = Desk.NS)
public interface Desk {
    String NS = "urn:test:desk";

    @WebMethod
    @WebResult(name = "answer")
    String ask(@WebParam(name = "question") String question) throws Closed;

    /** The fault that the contract declares. */
    @WebFault(name = "Closed", targetNamespace = NS)
    class Closed extends Exception {
        private static final long serialVersionUID = 1L;
        private final String faultInfo;

        public Closed(String message, String faultInfo) {
            super(message);
            this.faultInfo = faultInfo;
        }

        public String getFaultInfo() {
            return faultInfo;
        }
    }
}
