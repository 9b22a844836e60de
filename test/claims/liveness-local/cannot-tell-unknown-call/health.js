exports.check = async () => {};
