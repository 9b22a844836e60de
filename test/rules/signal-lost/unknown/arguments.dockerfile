FROM python:3.13
ENTRYPOINT ["python", "app.py"]
CMD serve --all
#   ^^^^^^^^^^^ cannot tell: CMD in shell form is handed to ENTRYPOINT as arguments
