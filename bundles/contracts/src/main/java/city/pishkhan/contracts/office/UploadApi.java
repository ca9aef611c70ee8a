package city.pishkhan.contracts.office;

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

/** {@code /office/v1}: sheets sent in pieces, by the tus protocol 1.0.0 (creation, termination). */
public interface UploadApi {

    @POST
    @Path("cases/{id}/uploads")
    @Operation(
            summary =
                    "Begins an upload that may break off and go on: tus 1.0.0. Upload-Length says how many bytes are to come, kind, name and owner are as of uploadSheet; Location is where they go")
    @ApiResponse(
            responseCode = "201",
            description = "Begun",
            content = @Content(schema = @Schema(implementation = ResumableUpload.class)))
    ResumableUpload beginUpload(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @Parameter(
                            required = true,
                            description = "bytes of all of it",
                            schema = @Schema(type = "integer", minimum = "1"))
                    @HeaderParam(UPLOAD_LENGTH)
                    String length,
            @PathParam("id") String id,
            @QueryParam("kind") String kind,
            @QueryParam("name") String name,
            @QueryParam("owner") String owner);

    @HEAD
    @Path("cases/{id}/uploads/{upload}")
    @Operation(summary = "How far an upload came: Upload-Offset of Upload-Length bytes")
    @ApiResponse(
            responseCode = "200",
            description = "There",
            headers = {
                @Header(name = UPLOAD_OFFSET, schema = @Schema(type = "integer")),
                @Header(name = UPLOAD_LENGTH, schema = @Schema(type = "integer"))
            })
    void checkUpload(@PathParam("id") String id, @PathParam("upload") String upload);

    @GET
    @Path("cases/{id}/uploads/{upload}")
    @Operation(summary = "How far an upload came, and which sheet it became")
    ResumableUpload getUpload(@PathParam("id") String id, @PathParam("upload") String upload);

    @PATCH
    @Path("cases/{id}/uploads/{upload}")
    @Consumes(OFFSET_BYTES)
    @Operation(
            summary =
                    "Sends bytes from Upload-Offset on, as many as you like; what broke off is kept as far as it came. 409 at another offset. With the last byte the sheet is checked and stored, or refused, which ends the upload")
    @ApiResponse(
            responseCode = "204",
            description = "Taken",
            headers = @Header(name = UPLOAD_OFFSET, schema = @Schema(type = "integer")))
    void appendUpload(
            @Parameter(
                            required = true,
                            description = "of the first byte that is sent",
                            schema = @Schema(type = "integer", minimum = "0"))
                    @HeaderParam(UPLOAD_OFFSET)
                    String offset,
            @PathParam("id") String id,
            @PathParam("upload") String upload,
            InputStream body);

    @GET
    @Path("uploads")
    @Operation(
            summary =
                    "The office's uploads of all cases that are not whole, oldest first. They count against what an office may have under way")
    UnfinishedUpload.Listing getUnfinishedUploads();

    @DELETE
    @Path("uploads/{upload}")
    @Operation(summary = "Ends an upload of the office that is not whole, whatever has become of its case")
    @ApiResponse(responseCode = "204", description = "Forgotten")
    void dropUpload(@PathParam("upload") String upload);

    @DELETE
    @Path("cases/{id}/uploads/{upload}")
    @Operation(summary = "Gives an upload up")
    @ApiResponse(responseCode = "204", description = "Forgotten")
    void endUpload(@PathParam("id") String id, @PathParam("upload") String upload);
}
