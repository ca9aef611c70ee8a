/** Cases, what their people hear and get, and by which rules. */
package city.pishkhan.shell.cases;
