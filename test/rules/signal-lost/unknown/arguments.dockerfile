FROM python:3.13
ENTRYPOINT ["python", "app.py"]
CMD serve --all
#   ^^^^^^^^^^^ cannot tell: ENTRYPOINT as arguments
