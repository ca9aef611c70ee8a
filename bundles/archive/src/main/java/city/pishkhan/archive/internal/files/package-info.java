/** Sheets as files of a folder that several hubs may share. Begin with {@link FileSheetStore}. */
package city.pishkhan.archive.internal.files;
