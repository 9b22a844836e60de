FROM
CMD [[[ "\
