@echo off
rem Builds the library and its Jupyter kernel, then executes a notebook or opens JupyterLab.
setlocal
set "launcher=py -3"
where py >nul 2>nul || set "launcher=python"
%launcher% -c "import sys; sys.exit(sys.version_info < (3, 10))" >nul 2>nul
if errorlevel 1 (
  echo Python 3.10 or newer is missing: install it, for example with: winget install Python.Python.3.12 1>&2
  exit /b 1
)
%launcher% "%~dp0steps\main.py" run %*
exit /b %errorlevel%
