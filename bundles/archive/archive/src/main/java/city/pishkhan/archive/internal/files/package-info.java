/** Sheets as files in a folder that several nodes may share. Begin with {@link FileSheetStore}. */
package city.pishkhan.archive.internal.files;
