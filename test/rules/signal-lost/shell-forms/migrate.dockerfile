FROM python:3.13
CMD python manage.py migrate && gunicorn shop.wsgi
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ violated: gunicorn
