import express from 'express';

// For the person at this machine alone.
express().listen(3000, 'localhost');
express().listen(0);
