/** What a caller is told when a call comes to nothing: problem details of RFC 9457, and never more than is his to know. */
package city.pishkhan.doors.problem;
