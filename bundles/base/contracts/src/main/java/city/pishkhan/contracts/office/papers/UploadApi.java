package city.pishkhan.contracts.office.papers;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.OFFSET_BYTES;
import static city.pishkhan.contracts.Headers.UPLOAD_LENGTH;
import static city.pishkhan.contracts.Headers.UPLOAD_OFFSET;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/** {@code /office/v1}: uploads of sheets in several requests, by the tus protocol 1.0.0 (creation, termination). */
public interface UploadApi {

    @POST
    @Path("cases/{id}/uploads")
    @Operation(
            summary = "Starts an upload that can be interrupted and resumed: tus 1.0.0. Upload-Length is"
                    + " its size; kind, name and owner are as for uploadSheet; Location is the address for"
                    + " the bytes")
    @ApiResponse(
            responseCode = "201",
            description = "Started",
            content = @Content(schema = @Schema(implementation = ResumableUpload.class)))
    ResumableUpload beginUpload(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @Parameter(
                            required = true,
                            description = "size of the whole upload in bytes",
                            schema = @Schema(type = "integer", minimum = "1"))
                    @HeaderParam(UPLOAD_LENGTH)
                    String length,
            @PathParam("id") String id,
            @QueryParam("kind") String kind,
            @QueryParam("name") String name,
            @QueryParam("owner") String owner);

    @HEAD
    @Path("cases/{id}/uploads/{upload}")
    @Operation(summary = "Progress of an upload: Upload-Offset of Upload-Length bytes")
    @ApiResponse(
            responseCode = "200",
            description = "Found",
            headers = {
                @Header(name = UPLOAD_OFFSET, schema = @Schema(type = "integer")),
                @Header(name = UPLOAD_LENGTH, schema = @Schema(type = "integer"))
            })
    void checkUpload(@PathParam("id") String id, @PathParam("upload") String upload);

    @GET
    @Path("cases/{id}/uploads/{upload}")
    @Operation(summary = "Progress of an upload, and the resulting sheet")
    ResumableUpload getUpload(@PathParam("id") String id, @PathParam("upload") String upload);

    @PATCH
    @Path("cases/{id}/uploads/{upload}")
    @Consumes(OFFSET_BYTES)
    @Operation(
            summary = "Sends any number of bytes, starting at Upload-Offset. After an interruption the"
                    + " received bytes are kept. 409 for a wrong offset. With the last byte the sheet is"
                    + " checked and stored; if it is rejected, the upload ends")
    @ApiResponse(
            responseCode = "204",
            description = "Received",
            headers = @Header(name = UPLOAD_OFFSET, schema = @Schema(type = "integer")))
    void appendUpload(
            @Parameter(
                            required = true,
                            description = "offset of the first sent byte",
                            schema = @Schema(type = "integer", minimum = "0"))
                    @HeaderParam(UPLOAD_OFFSET)
                    String offset,
            @PathParam("id") String id,
            @PathParam("upload") String upload,
            InputStream body);

    @GET
    @Path("uploads")
    @Operation(
            summary = "Lists the office's incomplete uploads of all cases, oldest first. They count towards"
                    + " the office's limits")
    UnfinishedUpload.Listing getUnfinishedUploads();

    @DELETE
    @Path("uploads/{upload}")
    @Operation(summary = "Cancels an incomplete upload of the office, regardless of the state of its case")
    @ApiResponse(responseCode = "204", description = "Deleted")
    void dropUpload(@PathParam("upload") String upload);

    @DELETE
    @Path("cases/{id}/uploads/{upload}")
    @Operation(summary = "Cancels an upload")
    @ApiResponse(responseCode = "204", description = "Deleted")
    void endUpload(@PathParam("id") String id, @PathParam("upload") String upload);
}
