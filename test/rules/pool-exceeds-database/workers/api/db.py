from sqlalchemy import create_engine

engine = create_engine("postgresql://db.example/api", max_overflow=10)
#                                                                  ^^ violated: api 15 × 4 workers × 4 pods = 240 connections > 200 of postgres
scratch = create_engine("sqlite:///scratch.db", pool_size=500)
