# Decks built anywhere: `docker build -t coursedeck .`, then `docker run --rm -v "$PWD:/course" coursedeck`.
# The stage `review` has LibreOffice besides: `docker build --target review -t coursedeck-review .`

FROM python:3.11-slim-bookworm AS base
# the same packages as setup/system.sh; Debian removes old versions, so that none can be pinned
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fontconfig \
        fonts-crosextra-carlito \
        fonts-liberation \
        fonts-noto-cjk \
        fonts-noto-color-emoji \
        git \
        libcairo2 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/coursedeck
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --require-hashes --requirement requirements/base.txt
COPY build.py LICENSE ./
COPY coursedeck coursedeck
COPY templates templates
RUN ln -s /opt/coursedeck/build.py /usr/local/bin/coursedeck \
    && useradd --create-home --uid 10001 author \
    && git config --system --add safe.directory /course
WORKDIR /course
ENTRYPOINT ["coursedeck"]
CMD ["build"]

FROM base AS review
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fonts-symbola \
        libreoffice-impress \
    && rm -rf /var/lib/apt/lists/*
USER 10001
CMD ["review"]

FROM base AS build
USER 10001
