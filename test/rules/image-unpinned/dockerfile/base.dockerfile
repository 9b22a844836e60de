FROM registry.local/os:12.8 AS shop-base
FROM shop-base
CMD ["x"]
