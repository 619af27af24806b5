{{! What the scheduled task of one gateway runs. The language is described in templates/README.md. }}
@echo off
rem {{description}}
cd /d {{workingDirectory | path}}
{{#environment}}
set {{variable | assignment}}
{{/environment}}
{{executable | path}} gateway --port {{port}}
