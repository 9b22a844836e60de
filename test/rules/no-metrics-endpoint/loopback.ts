import express from 'express';

express().listen(8080, '127.0.0.1');
