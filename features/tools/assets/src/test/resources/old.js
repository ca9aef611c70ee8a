function Old() {}
(function (page) { page.old = Old; }(this));
//# sourceMappingURL=old.js.map
