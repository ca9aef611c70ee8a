/** How inquiries come to agencies, and what was given up. */
package city.pishkhan.shell.agencies;
