package city.pishkhan.contracts.office;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** {@code /office/v1}: what citizens reported of buildings, for districts and those who watch, and what an office is told of itself. */
public interface ReportsApi {

    @GET
    @Path("reports")
    @Operation(
            summary =
                    "Citizens' reports of building violations that the caller may see, newest first: neither who reported nor in which words")
    ReportList listReports(
            @QueryParam("state") String state,
            @QueryParam("district") String district,
            @QueryParam("kind") String kind,
            @QueryParam("property") String property,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("notices")
    @Operation(
            summary =
                    "What the institute's registers lack of the caller's own office, and until when that is borne with")
    OfficeNotices getNotices();
}
