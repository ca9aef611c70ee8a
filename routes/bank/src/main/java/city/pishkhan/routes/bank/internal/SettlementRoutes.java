package city.pishkhan.routes.bank.internal;

import org.apache.camel.builder.RouteBuilder;

/** A folder into which a bank's settlement files come. */
class SettlementRoutes extends RouteBuilder {
    private final String gateway;
    private final String folder;
    private final SettlementFile files;

    /** @param folder endpoint that moves what was taken to {@code done}, and what cannot be read to {@code failed} */
    SettlementRoutes(String gateway, String folder, SettlementFile files) {
        this.gateway = gateway;
        this.folder = folder;
        this.files = files;
    }

    @Override
    public void configure() {
        from(folder)
                .routeId("settlement-" + gateway)
                .routeDescription("takes the bank's settlement files")
                .bean(files, "take");
    }
}
