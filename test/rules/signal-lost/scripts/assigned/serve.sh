#!/bin/bash
set -e
REGION="eu-1" java -jar /shop.jar
